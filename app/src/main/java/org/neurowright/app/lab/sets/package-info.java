/**
 * Named sets of parameters: kept, compared, saved, loaded, their responses laid over each other.
 */
package org.neurowright.app.lab.sets;
