/** Tests of the Tuner. */
package org.neurowright.app.lab.tuner;
