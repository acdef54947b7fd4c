/** Small things that the panes of the Lab are made of: settings in fields, bars, notices. */
package org.neurowright.app.lab.form;
