/**
 * Small pieces that pages are put together from: icons, badges, fact strips, text tables, empty
 * pages. They know nothing of models. Their looks are in the shell's style sheet, by style class.
 */
package org.neurowright.app.control;
