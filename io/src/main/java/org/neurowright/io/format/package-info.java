/** What every reader returns: what it could read, together with everything that was wrong. */
package org.neurowright.io.format;
