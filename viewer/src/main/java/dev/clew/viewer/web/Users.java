// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The users of a viewer that is shared: a file of lines {@code name rights hash}, such as {@code
 * ada read,content,write 9f86d0…}. It holds hashes of tokens, never the tokens. They are random and
 * long, so one round of SHA-256 is enough. The file is read again when it changes.
 */
public final class Users {

  private record Loaded(long modified, Map<String, User> byHash) {}

  private final Path file;
  private volatile Loaded loaded;

  private Users(Path file, Loaded loaded) {
    this.file = file;
    this.loaded = loaded;
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException with a message that names the line
   */
  public static Users of(Path file) throws IOException {
    return new Users(file, load(file));
  }

  private static Loaded load(Path file) throws IOException {
    long modified = Files.getLastModifiedTime(file).toMillis();
    Map<String, User> users = new HashMap<>();
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        String[] parts = line.split("\\s+");
        if (parts.length != 3 || !parts[2].matches("[0-9a-f]{64}")) {
          throw new IllegalArgumentException(
              file
                  + ", line "
                  + (i + 1)
                  + ": not \"name rights hash\"; clew token makes such lines");
        }
        users.put(parts[2], new User(parts[0], rights(parts[1], file, i + 1)));
      }
    }
    return new Loaded(modified, users);
  }

  private static Set<Right> rights(String text, Path file, int line) {
    try {
      return rights(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ", line " + line + ": " + e.getMessage(), e);
    }
  }

  /**
   * Reads names of rights, separated by commas.
   *
   * @throws IllegalArgumentException if one is unknown
   */
  public static Set<Right> rights(String text) {
    Set<Right> rights = EnumSet.noneOf(Right.class);
    for (String name : text.split(",")) {
      rights.add(
          Right.of(name.strip())
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "there is no right \"" + name + "\"; there are " + Right.names())));
    }
    return rights;
  }

  /** The user with that token. */
  Optional<User> withToken(@Nullable String token) {
    return token == null ? Optional.empty() : Optional.ofNullable(current().get(hash(token)));
  }

  private Map<String, User> current() {
    try {
      if (Files.getLastModifiedTime(file).toMillis() != loaded.modified) {
        loaded = load(file);
      }
    } catch (IOException | IllegalArgumentException e) {
      // Being edited: who was known before stays known, until the file can be read again.
      System.getLogger("dev.clew.viewer")
          .log(System.Logger.Level.WARNING, "the users are not read again: " + e.getMessage());
    }
    return loaded.byHash;
  }

  /** As stored for a token. */
  public static String hash(String token) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
