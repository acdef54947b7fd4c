/**
 * What an extension implements.
 *
 * <p>An extension is a jar whose file {@code
 * META-INF/services/org.neurowright.plugins.spi.Extension} names classes that implement one of the
 * kinds of {@link org.neurowright.plugins.spi.Extension}. Start there. A kind is added when the
 * product calls it, not before. This package knows nothing of how extensions are found.
 */
package org.neurowright.plugins.spi;
