/** Random search around the present parameters: what is wanted, what is turned, what was found. */
package org.neurowright.app.lab.search;
