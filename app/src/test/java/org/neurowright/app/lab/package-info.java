/** Tests of the Lab workspace. */
package org.neurowright.app.lab;
