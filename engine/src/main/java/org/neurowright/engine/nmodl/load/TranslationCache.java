package org.neurowright.engine.nmodl.load;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Translations on disk, so that a later start need not translate. An entry holds all that it
 * depends on and is used only if all of it is the same to the letter: the texts and where they
 * were, how they were to be translated, and the program that did it with its class files.
 */
public final class TranslationCache {
  private final CacheFolder entries;
  private final String maker;

  /**
   * A cache in a folder.
   *
   * @param folder made when first needed
   * @param maker what tells the program that translates from all others, see {@link
   *     ProgramFingerprint}
   */
  public TranslationCache(Path folder, String maker) {
    this.entries = new CacheFolder(folder);
    this.maker = maker + " on Java " + System.getProperty("java.version", "");
  }

  /**
   * What a text was translated to before.
   *
   * @param path where the text comes from, as messages name it
   * @param text the text, without those that it includes
   * @param method how it is to be translated, one word
   * @return the translation; it holds only if its inclusions are still the same, which the caller
   *     looks after
   */
  public Optional<Translation> find(String path, String text, String method) {
    return entries
        .find(name(path, text, method))
        .flatMap(entry -> TranslationFormat.read(entry, List.of(maker, method, path, text)));
  }

  /** Keeps a translation, in the place of one that another program made of the same text. */
  public void put(String path, String text, String method, Translation translation) {
    entries.put(
        name(path, text, method),
        TranslationFormat.write(List.of(maker, method, path, text), translation));
  }

  /** Where names meet by chance, entries take each other's place. */
  private static String name(String path, String text, String method) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.UTF_8));
    HexFormat hex = HexFormat.of();
    String number = hex.toHexDigits(path.hashCode()) + hex.toHexDigits((int) crc.getValue());
    return number + "-" + method + ".mechanism";
  }
}
