/** The cell as it looks, and the places of the electrodes on it. */
package org.neurowright.app.lab.morphology;
