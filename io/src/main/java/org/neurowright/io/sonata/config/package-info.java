/**
 * SONATA configurations: child files merged, variables put in, every value with its place.
 *
 * <p>Start with {@link org.neurowright.io.sonata.config.ConfigReader}, which gives a {@link
 * org.neurowright.io.sonata.config.Config}; {@link org.neurowright.io.sonata.config.Fields} reads
 * one section of it and {@link org.neurowright.io.sonata.config.FileLookup} finds the files it
 * names. What the sections mean is said elsewhere.
 */
package org.neurowright.io.sonata.config;
