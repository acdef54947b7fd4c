/**
 * The network in space: all cells as shaded balls, chosen cells with their true shape.
 *
 * <p>Start with {@link org.neurowright.app.view3d.NetworkView3D}, the view. It hands a {@link
 * org.neurowright.app.view3d.SpaceScene} and a {@link org.neurowright.app.view3d.Camera} to a
 * {@link org.neurowright.app.view3d.SpaceRenderer}. The renderer here is plain Java and fills an
 * array of pixels, so it works without a graphics card and without a screen.
 *
 * <p>{@link org.neurowright.app.view3d.StrokePicture} lends the renderer to views of one cell, with
 * {@link org.neurowright.app.view3d.Camera} and {@link org.neurowright.app.view3d.Projection}.
 *
 * <p>This package knows populations and cell shapes, but neither runs nor results: activity comes
 * in as colours.
 */
package org.neurowright.app.view3d;
