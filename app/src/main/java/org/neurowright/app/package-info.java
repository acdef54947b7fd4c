/** Where the program starts: {@link org.neurowright.app.Main}. Imported by nobody. */
package org.neurowright.app;
