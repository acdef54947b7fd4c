/** The tuned cell as a file: what will be written, what cannot, and where it goes. */
package org.neurowright.app.lab.tuned;
