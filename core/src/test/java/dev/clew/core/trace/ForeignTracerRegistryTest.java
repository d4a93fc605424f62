// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.hook.ForeignTracers;
import dev.clew.api.trace.ParentSource;
import dev.clew.api.trace.RemoteParent;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanListener;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ForeignTracerRegistryTest {
  private static final RemoteParent PARENT =
      new RemoteParent("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", true, "", "");

  /** Keeps strong references, which the registry does not. */
  private final List<Object> members = new ArrayList<>();

  private final List<String> journal = new ArrayList<>();
  private final ForeignTracerRegistry foreignTracers =
      new ForeignTracerRegistry((where, failure) -> journal.add("failed: " + failure.getMessage()));
  private final Span span =
      new DroppedSpan(
          new TraceState(
              new RecordingTracer(
                  new CollectingSink(), new CapturedLog().log, InstantSource.system(), 1),
              null,
              "t",
              0),
          dev.clew.api.trace.SpanType.AGENT,
          "a");

  @Test
  void firstSourceThatHasASpan_counts() {
    ParentSource idle = () -> null;
    ParentSource busy = () -> PARENT;
    foreignTracers.addParentSource(kept(idle));
    foreignTracers.addParentSource(kept(busy));

    assertThat(foreignTracers.current()).isSameAs(PARENT);
  }

  @Test
  void followers_areLeftInReverseOrder() {
    SpanListener first = listener("first");
    SpanListener second = listener("second");
    foreignTracers.addSpanListener(kept(first));
    foreignTracers.addSpanListener(kept(second));

    foreignTracers.onSpanCurrent(span).close();

    assertThat(journal).containsExactly("+first", "+second", "-second", "-first");
  }

  @Test
  void membersOfAModuleThatIsOff_areNotAsked() {
    AtomicBoolean on = new AtomicBoolean(true);
    ForeignTracers ofModule = foreignTracers.ofModule(on::get);
    ParentSource source = () -> PARENT;
    ofModule.addParentSource(kept(source));
    ofModule.addSpanListener(kept(listener("mdc")));

    Scope begun = foreignTracers.onSpanCurrent(span);
    on.set(false);
    assertThat(foreignTracers.current()).isNull();
    assertThat(foreignTracers.onSpanCurrent(span)).isNull();
    begun.close();
    on.set(true);

    assertThat(foreignTracers.current()).isSameAs(PARENT);
    assertThat(journal).containsExactly("+mdc", "-mdc");
  }

  @Test
  void memberThatThrows_doesNotKeepTheOthersFromTheirWork() {
    SpanListener broken =
        span -> {
          throw new IllegalStateException("entered");
        };
    SpanListener brokenLater =
        span ->
            () -> {
              throw new IllegalStateException("left");
            };
    ParentSource source =
        () -> {
          throw new IllegalStateException("asked");
        };
    SpanListener good = listener("good");
    foreignTracers.addParentSource(kept(source));
    foreignTracers.addSpanListener(kept(good));
    foreignTracers.addSpanListener(kept(broken));
    foreignTracers.addSpanListener(kept(brokenLater));

    assertThat(foreignTracers.current()).isNull();
    foreignTracers.onSpanCurrent(span).close();

    assertThat(journal)
        .containsExactly("failed: asked", "+good", "failed: entered", "failed: left", "-good");
  }

  private SpanListener listener(String name) {
    return span -> {
      journal.add("+" + name);
      Scope scope = () -> journal.add("-" + name);
      return scope;
    };
  }

  private <T> T kept(T member) {
    members.add(member);
    return member;
  }
}
