// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.render;

import dev.clew.api.export.ContentRedactor;
import dev.clew.exporter.extension.InstalledPart;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The redactors of extensions, in their order.
 *
 * <p>They run before Clew's own redaction, so that none of them can bring back what that removes.
 * One that fails may have been about to remove something, so nothing of its text is kept.
 */
public final class ContentRedactors {
  /** Stands for a text whose redactor failed. */
  static final String FAILED = "[withheld: a redactor failed]";

  /** No redactors. */
  public static final ContentRedactors NONE = new ContentRedactors(List.of());

  private final List<InstalledPart<ContentRedactor>> all;

  public ContentRedactors(List<InstalledPart<ContentRedactor>> all) {
    this.all = List.copyOf(all);
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  /** Returns what the redactors leave of {@code text}, or null if one of them failed. */
  @Nullable String redact(String text, ContentRedactor.Field field, ForeignCalls calls) {
    String now = text;
    for (InstalledPart<ContentRedactor> each : all) {
      ContentRedactor redactor = each.code();
      if (!calls.mayCall(redactor)) {
        each.part().failed("has not returned before");
        return null;
      }
      Object before = calls.enter(redactor);
      String next;
      try {
        next = redactor.redact(now, field);
      } catch (Throwable thrown) {
        each.part().failed("threw " + thrown.getClass().getName()); // its message may be content
        return null;
      } finally {
        calls.leave(before);
      }
      if (next == null) {
        each.part().failed("returned null");
        return null;
      }
      now = next;
    }
    return now;
  }
}
