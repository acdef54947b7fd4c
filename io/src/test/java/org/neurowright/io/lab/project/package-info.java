/** Projects around one cell. */
package org.neurowright.io.lab.project;
