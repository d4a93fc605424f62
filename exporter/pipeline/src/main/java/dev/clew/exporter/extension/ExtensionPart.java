// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.extension;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A part of an extension jar; counts its failures and logs the first one. */
public final class ExtensionPart {
  private static final int MAX_FAILURE = 300;

  /** What a part is; each follows from one service file. */
  public enum Kind {
    EXPORTER("exporter", "its batches are lost"),
    PROCESSOR("processor", "the affected spans are exported without content"),
    SAMPLER("sampler", "it counts as undecided"),
    REDACTOR("redactor", "the affected texts are replaced entirely"),
    PRICE_SOURCE("price source", "the built-in prices apply"),
    ID_GENERATOR("id generator", "Clew makes the ids itself");

    private final String text;
    private final String consequence;

    Kind(String text, String consequence) {
      this.text = text;
      this.consequence = consequence;
    }

    /** Returns what follows if the part fails, as part of a sentence. */
    public String consequence() {
      return consequence;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** Whether a part is used. */
  public enum Use {
    INSTALLED,
    DISABLED,
    /** An exporter that {@code clew.exporters} does not name. */
    UNSELECTED,
    /** It could not be created. */
    BROKEN
  }

  private final Kind kind;
  private final String name;
  private final String jar;
  private final Consumer<String> log;
  private final AtomicBoolean said = new AtomicBoolean();
  private final AtomicLong failures = new AtomicLong();
  private volatile @Nullable String lastFailure;
  private volatile Use use = Use.INSTALLED;

  /** Creates a part that has not failed yet. */
  public ExtensionPart(Kind kind, String name, String jar, Consumer<String> log) {
    this.kind = kind;
    this.name = name;
    this.jar = jar;
    this.log = log;
  }

  public Kind kind() {
    return kind;
  }

  public String name() {
    return name;
  }

  /** Returns the path of the jar. */
  public String jar() {
    return jar;
  }

  /** Returns whether it is used. */
  public Use use() {
    return use;
  }

  /** Says whether it is used. */
  public void use(Use now) {
    use = now;
  }

  public long failures() {
    return failures.get();
  }

  public @Nullable String lastFailure() {
    return lastFailure;
  }

  /** Counts a failure that somebody else logs. */
  public void count(String failure) {
    failures.incrementAndGet();
    lastFailure = failure.length() <= MAX_FAILURE ? failure : failure.substring(0, MAX_FAILURE);
  }

  /** Counts a failure, and logs it if it is the first. */
  public void failed(String failure) {
    count(failure);
    if (!said.getAndSet(true)) {
      log.accept("%s %s of %s %s; %s".formatted(kind, name, jar, failure, kind.consequence()));
    }
  }
}
