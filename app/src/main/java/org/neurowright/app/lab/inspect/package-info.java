/**
 * Looking into the mechanisms of the cell on the bench: curves of gates and currents that follow
 * the sliders, with handles that shift them ({@link
 * org.neurowright.app.lab.inspect.InspectViewModel}), and their segregation along the voltage axis
 * ({@link org.neurowright.app.lab.inspect.SegregateViewModel}). Knows the bench, none of the other
 * panes.
 */
package org.neurowright.app.lab.inspect;
