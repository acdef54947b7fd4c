/**
 * What editors of text have in common: colours of JSON, faulty places underlined, signs in the
 * margin. Start with {@link org.neurowright.app.code.ProblemGutter}. Knows no models or documents.
 */
package org.neurowright.app.code;
