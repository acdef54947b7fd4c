package org.neurowright.engine.nmodl;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The text of a {@code .mod} file.
 *
 * @param path as the user knows it, for messages and for finding INCLUDEs
 * @param text the content
 */
public record NmodlSource(String path, String text) {

  /**
   * Reads a file: UTF-8, or Latin-1 where it is not valid UTF-8 (old files have accented names in
   * comments).
   */
  public static NmodlSource read(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      text = new String(bytes, StandardCharsets.ISO_8859_1);
    }
    return new NmodlSource(file.toString(), text);
  }
}
