/**
 * A made-up model and a made-up simulation, for tests and pictures that need no files and no
 * engine.
 */
package org.neurowright.app.fake;
