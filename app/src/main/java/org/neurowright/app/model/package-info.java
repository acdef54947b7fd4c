/**
 * The Model workspace: the tree of a model's parts and a page for each of them.
 *
 * <p>Start with {@link org.neurowright.app.model.ModelTreeViewModel} (what the tree shows) and
 * {@link org.neurowright.app.model.ModelView} (which page belongs to which part). The data of the
 * pages are put together by scene-free classes ({@link org.neurowright.app.model.CellDetails},
 * {@link org.neurowright.app.model.ComponentList}, {@link org.neurowright.app.model.TypeTable}).
 */
package org.neurowright.app.model;
