/**
 * Recordings of real cells laid over the model's responses: which file and sweep, shifted how, and
 * how far the model is from it.
 */
package org.neurowright.app.lab.recorded;
