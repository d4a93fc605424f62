// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.viewer.content.Json;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * One line of JSON for each export, import and change: when, who, from where, what. If it cannot be
 * written, the request fails: what cannot be accounted for does not leave.
 */
public final class AuditLog {

  private final @Nullable Path file;
  private final Clock clock;

  /**
   * @param file null to keep none
   */
  public AuditLog(@Nullable Path file, Clock clock) {
    this.file = file;
    this.clock = clock;
  }

  /** To be called before the answer is sent. */
  synchronized void line(Context context, String action, ObjectNode about) {
    if (file == null) {
      return;
    }
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("time", clock.instant().toString());
    json.put("user", Access.user(context).name());
    json.put("from", context.ip());
    json.put("action", action);
    json.setAll(about);
    try {
      create(file);
      Files.writeString(file, json + "\n", StandardCharsets.UTF_8, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new HttpProblem(500, "the audit log " + file + " cannot be written");
    }
  }

  private static void create(Path file) throws IOException {
    if (!Files.exists(file)) {
      Files.createDirectories(file.toAbsolutePath().getParent());
      if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      } else {
        Files.createFile(file);
      }
    }
  }
}
