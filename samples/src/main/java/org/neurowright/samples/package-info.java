/**
 * The models that come with the program, for new users and for tests.
 *
 * <p>Start with {@link org.neurowright.samples.SampleCatalogue}. A sample is an ordinary model
 * folder with a {@code sample.json} beside its configuration; this package only finds and copies
 * such folders. It does not read models, and knows nothing of the desktop or the command line.
 */
package org.neurowright.samples;
