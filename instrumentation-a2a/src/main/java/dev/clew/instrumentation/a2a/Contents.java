// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.a2a;

import dev.clew.kit.value.JsonWriter;
import dev.clew.kit.value.Values;
import io.a2a.spec.DataPart;
import io.a2a.spec.FileContent;
import io.a2a.spec.FilePart;
import io.a2a.spec.Message;
import io.a2a.spec.Task;
import io.a2a.spec.TaskArtifactUpdateEvent;
import io.a2a.spec.TaskStatusUpdateEvent;
import io.a2a.spec.TextPart;
import java.util.Collection;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The texts of messages, tasks and events; on the export thread. */
final class Contents {
  private Contents() {}

  /** Returns the text of a message's or artifact's parts, or null if there is none. */
  static @Nullable String text(@Nullable Object holder) {
    String text =
        Sdk.PARTS.listOf(holder).stream()
            .map(Contents::part)
            .filter(Objects::nonNull)
            .collect(Collectors.joining("\n"));
    return text.isEmpty() ? null : text;
  }

  private static @Nullable String part(Object part) {
    if (part instanceof TextPart) {
      return Sdk.TEXT.textOf(part);
    }
    if (part instanceof DataPart) {
      return JsonWriter.write(Values.tree(Sdk.DATA.of(part)));
    }
    if (part instanceof FilePart && Sdk.FILE.of(part) instanceof FileContent file) {
      String name = Sdk.NAME.textOf(file);
      return name == null ? "[file]" : "[file " + name + "]";
    }
    return null;
  }

  /**
   * Returns what an agent answered: a message or, of a task, its artifacts, else the message with
   * its last state. A stream delivers artifacts in pieces.
   */
  static @Nullable String answer(Collection<Object> events) {
    StringBuilder artifacts = new StringBuilder();
    String message = null;
    for (Object event : events) {
      if (event instanceof Message) {
        message = text(event);
      } else if (event instanceof TaskArtifactUpdateEvent) {
        append(artifacts, text(Sdk.ARTIFACT.of(event)));
      } else if (event instanceof Task) {
        artifacts.setLength(0); // the whole task, whatever came before
        Sdk.ARTIFACTS.listOf(event).forEach(artifact -> append(artifacts, text(artifact)));
        message = statusMessage(event, message);
      } else if (event instanceof TaskStatusUpdateEvent) {
        message = statusMessage(event, message);
      }
    }
    return artifacts.isEmpty() ? message : artifacts.toString();
  }

  private static void append(StringBuilder text, @Nullable String more) {
    if (more != null) {
      text.append(more);
    }
  }

  private static @Nullable String statusMessage(Object event, @Nullable String before) {
    String text = text(Sdk.MESSAGE.of(Sdk.STATUS.of(event)));
    return text != null ? text : before;
  }
}
