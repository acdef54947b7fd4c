/** The response to one current pulse that follows every move of a slider. */
package org.neurowright.app.lab.live;
