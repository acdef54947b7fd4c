/**
 * The Explore workspace: a finished run as space, raster and traces, linked by one selection and
 * one time axis.
 *
 * <p>{@link org.neurowright.app.explore.ExploreView} draws what {@link
 * org.neurowright.app.explore.ExploreViewModel} decides. Results come through {@link
 * org.neurowright.app.explore.ResultsReader}, values of a report through {@link
 * org.neurowright.app.explore.ReportSource}, which reads only the stretch of time that is seen. No
 * file format is known here.
 */
package org.neurowright.app.explore;
