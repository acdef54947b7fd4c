package org.neurowright.app.lab.cell;

import java.util.List;

/** Remembers which parameters of a cell are favourites. */
public interface FavouriteStore {
  /** Remembers nothing. */
  FavouriteStore NONE =
      new FavouriteStore() {
        @Override
        public List<String> of(String cell) {
          return List.of();
        }

        @Override
        public void keep(String cell, List<String> keys) {
          // nowhere to keep them
        }
      };

  /**
   * Names of the favourites.
   *
   * @param cell names the cell's file and which cell of it
   */
  List<String> of(String cell);

  void keep(String cell, List<String> keys);
}
