// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.trace.ParentSource;
import dev.clew.api.trace.RemoteParent;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanFollower;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NeighbourhoodTest {
  private static final RemoteParent PARENT =
      new RemoteParent("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", true, "", "");

  /** Keeps what the neighbourhood does not. */
  private final List<Object> members = new ArrayList<>();

  private final List<String> journal = new ArrayList<>();
  private final Neighbourhood neighbours =
      new Neighbourhood((where, failure) -> journal.add("failed: " + failure.getMessage()));
  private final Span span =
      new SpanPlace(
          new TraceState(
              new RecordingTracer(
                  new CollectingSink(), new SaidLines().log, InstantSource.system(), 1),
              null,
              "t",
              0),
          RecordingSpan.NO_PARENT,
          true,
          1,
          dev.clew.api.trace.SpanType.AGENT,
          "a");

  @Test
  void firstSourceThatHasASpan_counts() {
    ParentSource idle = () -> null;
    ParentSource busy = () -> PARENT;
    neighbours.join(kept(idle));
    neighbours.join(kept(busy));

    assertThat(neighbours.current()).isSameAs(PARENT);
  }

  @Test
  void followers_areLeftInReverseOrder() {
    SpanFollower first = follower("first");
    SpanFollower second = follower("second");
    neighbours.lead(kept(first));
    neighbours.lead(kept(second));

    neighbours.entered(span).close();

    assertThat(journal).containsExactly("+first", "+second", "-second", "-first");
  }

  @Test
  void memberThatThrows_doesNotKeepTheOthersFromTheirWork() {
    SpanFollower broken =
        span -> {
          throw new IllegalStateException("entered");
        };
    SpanFollower brokenLater =
        span ->
            () -> {
              throw new IllegalStateException("left");
            };
    ParentSource source =
        () -> {
          throw new IllegalStateException("asked");
        };
    SpanFollower good = follower("good");
    neighbours.join(kept(source));
    neighbours.lead(kept(good));
    neighbours.lead(kept(broken));
    neighbours.lead(kept(brokenLater));

    assertThat(neighbours.current()).isNull();
    neighbours.entered(span).close();

    assertThat(journal)
        .containsExactly("failed: asked", "+good", "failed: entered", "failed: left", "-good");
  }

  private SpanFollower follower(String name) {
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
