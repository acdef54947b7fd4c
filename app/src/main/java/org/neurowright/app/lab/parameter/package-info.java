/** Everything that can be turned in the cell, as sliders and numbers. */
package org.neurowright.app.lab.parameter;
