package org.neurowright.app.mechanism;

import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableStringValue;

/**
 * The run of the open model, as far as the editor has to do with it.
 *
 * @param possible whether one can be started now
 * @param state what it does or how the last one ended, in a sentence; empty when there was none
 * @param start starts one with the files as they are saved
 * @param watch shows it
 */
public record RunAgain(
    ObservableBooleanValue possible, ObservableStringValue state, Runnable start, Runnable watch) {}
