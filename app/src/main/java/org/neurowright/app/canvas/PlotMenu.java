package org.neurowright.app.canvas;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.control.Alert;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.Region;
import javafx.stage.FileChooser;

/** The context menu of a plot: export, copy, show all. */
public final class PlotMenu {
  private static final int COPY_SCALE = 2;

  private final Region owner;
  private final PlotContent content;
  private final ContextMenu menu = new ContextMenu();
  private File lastFolder;

  /**
   * Builds the menu.
   *
   * @param owner the view, whose size the figure takes
   * @param content what is exported
   * @param showAll resets the view; its name in the menu is "Show all"
   */
  public PlotMenu(Region owner, PlotContent content, Runnable showAll) {
    this.owner = owner;
    this.content = content;
    Menu png = new Menu("Export PNG");
    for (int scale : new int[] {1, 2, 4}) {
      String size = scale == 1 ? "Screen size..." : scale + " times screen size...";
      png.getItems().add(item(size, () -> exportPng(scale)));
    }
    menu.getItems()
        .addAll(
            item("Show all", showAll),
            new SeparatorMenuItem(),
            item("Copy image", this::copyImage),
            png,
            item("Export SVG...", this::exportSvg),
            item("Export data as CSV...", this::exportCsv));
    owner.setOnContextMenuRequested(event -> {
      menu.show(owner, event.getScreenX(), event.getScreenY());
      event.consume();
    });
  }

  /** The menu, for views that add their own items. */
  public ContextMenu menu() {
    return menu;
  }

  public void hide() {
    menu.hide();
  }

  private static MenuItem item(String text, Runnable action) {
    MenuItem item = new MenuItem(text);
    item.setOnAction(event -> action.run());
    return item;
  }

  private void exportPng(int scale) {
    save("PNG image", "png", file -> PlotExport.writePng(content, width(), height(), scale, file));
  }

  private void exportSvg() {
    save("SVG drawing", "svg", file -> PlotExport.writeSvg(content, width(), height(), file));
  }

  private void exportCsv() {
    PlotContent.CsvData data = content.csv();
    choose(
        "Comma-separated values",
        "csv",
        file ->
            Thread.ofVirtual()
                .name("export of " + file.getFileName())
                .start(() -> {
                  try {
                    PlotExport.writeCsv(data, file);
                  } catch (IOException e) {
                    Platform.runLater(() -> tell(file, e));
                  }
                }));
  }

  private void copyImage() {
    BufferedImage image = PlotExport.image(content, width(), height(), COPY_SCALE, PlotTheme.PRINT);
    int[] argb = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    WritableImage picture = new WritableImage(image.getWidth(), image.getHeight());
    picture
        .getPixelWriter()
        .setPixels(
            0,
            0,
            image.getWidth(),
            image.getHeight(),
            PixelFormat.getIntArgbInstance(),
            argb,
            0,
            image.getWidth());
    ClipboardContent clip = new ClipboardContent();
    clip.putImage(picture);
    Clipboard.getSystemClipboard().setContent(clip);
  }

  private double width() {
    return Math.max(200, owner.getWidth());
  }

  private double height() {
    return Math.max(120, owner.getHeight());
  }

  private interface Writing {
    void to(Path file) throws IOException;
  }

  private void save(String kind, String extension, Writing writing) {
    choose(
        kind,
        extension,
        file -> {
          try {
            writing.to(file);
          } catch (IOException e) {
            tell(file, e);
          }
        });
  }

  private void choose(String kind, String extension, Consumer<Path> action) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle("Export " + kind);
    chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(kind, "*." + extension));
    chooser.setInitialFileName(content.fileStem() + "." + extension);
    if (lastFolder != null && lastFolder.isDirectory()) {
      chooser.setInitialDirectory(lastFolder);
    }
    File file = chooser.showSaveDialog(owner.getScene().getWindow());
    if (file != null) {
      lastFolder = file.getParentFile();
      action.accept(file.toPath());
    }
  }

  private void tell(Path file, IOException failure) {
    Alert alert = new Alert(Alert.AlertType.ERROR);
    alert.initOwner(owner.getScene().getWindow());
    alert.setHeaderText("The plot could not be written");
    alert.setContentText(file + "\n" + failure.getMessage());
    alert.show();
  }
}
