package org.neurowright.io.text;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A text file as it was read, so that it can be saved again in the same encoding and with the same
 * line ends. Texts in memory have {@code \n} only.
 */
public final class SourceFile {
  private final Path path;
  private final String text;
  private final Charset charset;
  private final boolean windowsLineEnds;
  private final byte[] content;

  private SourceFile(
      Path path, String text, Charset charset, boolean windowsLineEnds, byte[] content) {
    this.path = path;
    this.text = text;
    this.charset = charset;
    this.windowsLineEnds = windowsLineEnds;
    this.content = content;
  }

  /** Reads a file: UTF-8, or Latin-1 where it is not valid UTF-8. */
  public static SourceFile read(Path path) throws IOException {
    byte[] content = Files.readAllBytes(path);
    Charset charset = StandardCharsets.UTF_8;
    String text;
    try {
      text = charset.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    } catch (CharacterCodingException e) {
      charset = StandardCharsets.ISO_8859_1;
      text = new String(content, charset);
    }
    boolean windows = text.contains("\r\n");
    return new SourceFile(
        path, text.replace("\r\n", "\n").replace('\r', '\n'), charset, windows, content);
  }

  public Path path() {
    return path;
  }

  public String text() {
    return text;
  }

  /** Whether somebody else changed or removed the file since it was read or saved. */
  public boolean changedOnDisk() {
    try {
      return !Arrays.equals(Files.readAllBytes(path), content);
    } catch (IOException e) {
      return true;
    }
  }

  /**
   * Saves another text in the file's place; symbolic links stay. A character that the file's
   * encoding lacks makes it UTF-8.
   *
   * @return the file as it is now
   * @throws IOException if it cannot be written; the old content is then still there
   */
  public SourceFile save(String newText) throws IOException {
    String onDisk = windowsLineEnds ? newText.replace("\n", "\r\n") : newText;
    Charset used = charset;
    byte[] bytes;
    try {
      ByteBuffer encoded =
          used.newEncoder()
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .encode(CharBuffer.wrap(onDisk));
      bytes = Arrays.copyOf(encoded.array(), encoded.limit());
    } catch (CharacterCodingException e) {
      used = StandardCharsets.UTF_8;
      bytes = onDisk.getBytes(used);
    }
    AtomicFile.write(Files.exists(path) ? path.toRealPath() : path, bytes);
    return new SourceFile(path, newText, used, windowsLineEnds, bytes);
  }
}
