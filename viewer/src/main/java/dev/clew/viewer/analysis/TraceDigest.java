// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.analysis;

import dev.clew.viewer.model.Cost;
import dev.clew.viewer.model.Facet;
import dev.clew.viewer.model.Figures;
import dev.clew.viewer.model.SpanFlag;
import dev.clew.viewer.model.SpanRow;
import dev.clew.viewer.model.SpanType;
import dev.clew.viewer.model.Status;
import dev.clew.viewer.model.Tokens;
import dev.clew.viewer.model.TraceHeader;
import dev.clew.viewer.model.TraceRow;
import dev.clew.viewer.model.TraceRow.FindingBrief;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A trace in one row, and the values by which it can be found. A store computes it again from all
 * spans whenever one of them changes, so it never depends on the order in which they arrived.
 */
public record TraceDigest(TraceRow row, Map<Facet, Figures> facets) {

  private static final long SLOW_ENOUGH_TO_TELL = 9_000_000_000L;
  private static final List<String> USER_KEYS = List.of("user", "user_id", "user.id", "userId");

  public static TraceDigest of(TraceHeader header, List<SpanRow> spans) {
    TraceTree tree = new TraceTree(spans);
    List<Finding> findings = Findings.of(tree, header, tree.end());
    Sums sums = new Sums(tree);
    String group = header.group();
    String service = header.service();
    for (SpanRow span : tree.order()) {
      group = group == null ? span.group() : group;
      service = service == null ? span.service() : service;
    }
    SpanRow root = tree.isEmpty() ? null : tree.root();
    Status status = status(tree);
    TraceRow row =
        new TraceRow(
            header.traceId(),
            header.name() != null ? header.name() : root == null ? "?" : root.name(),
            status,
            service,
            group,
            user(header.metadata()),
            header.metadata(),
            tree.start(),
            status == Status.RUNNING ? SpanRow.OPEN : tree.end(),
            tree.duration(),
            firstInput(tree),
            lastOutput(tree, root),
            brief(findings, tree.duration()),
            Shape.of(tree),
            tree.order().size(),
            header.droppedSpans(),
            sums.errors,
            sums.modelCalls,
            sums.toolCalls,
            sums.retries,
            sums.largestArguments,
            sums.longestTool,
            sums.hasTokens ? sums.tokens : null,
            sums.hasCost ? sums.cost : null,
            sums.models(),
            List.copyOf(sums.agents),
            List.copyOf(sums.tools),
            0);
    return new TraceDigest(row, new TraceFacets(row, tree, findings).all());
  }

  /** The first failed span whose error has a fingerprint with these eight digits. */
  public static Optional<SpanRow> spanWithError(List<SpanRow> spans, String id) {
    return spans.stream()
        .filter(
            span ->
                span.failed()
                    && span.error() != null
                    && Fingerprint.of(span, span.error()).startsWith(id))
        .min(Comparator.comparingLong(SpanRow::startNanos));
  }

  /** The eight digits of a failed span's error. */
  public static Optional<String> errorId(SpanRow span) {
    return span.failed() && span.error() != null
        ? Optional.of(Fingerprint.of(span, span.error()).substring(0, 8))
        : Optional.empty();
  }

  /** Its message without what differs from call to call. */
  public static Optional<String> errorText(SpanRow span) {
    return span.failed() && span.error() != null
        ? Optional.of(Fingerprint.normalised(span.error().firstLine()))
        : Optional.empty();
  }

  private static Status status(TraceTree tree) {
    if (tree.isRunning()) {
      return Status.RUNNING;
    }
    Status status = Status.OK;
    for (SpanRow root : tree.roots()) {
      boolean whole = root.parentId() == 0 || root.has(SpanFlag.REMOTE) || tree.roots().size() == 1;
      if (whole && root.status() == Status.ERROR) {
        return Status.ERROR;
      }
      if (whole && root.status() == Status.CANCELLED) {
        status = Status.CANCELLED;
      }
    }
    return status;
  }

  private static @Nullable String user(Map<String, String> metadata) {
    for (String key : USER_KEYS) {
      String user = metadata.get(key);
      if (user != null) {
        return user;
      }
    }
    return null;
  }

  private static @Nullable String firstInput(TraceTree tree) {
    for (SpanRow span : tree.order()) {
      if (span.input() != null) {
        return span.input();
      }
    }
    return null;
  }

  private static @Nullable String lastOutput(TraceTree tree, @Nullable SpanRow root) {
    if (root != null && root.output() != null) {
      return root.output();
    }
    String output = null;
    for (SpanRow span : tree.order()) {
      if (span.type().isModelCall() && span.output() != null) {
        output = span.output();
      }
    }
    return output;
  }

  private static @Nullable FindingBrief brief(List<Finding> findings, long duration) {
    if (findings.isEmpty()) {
      return null;
    }
    Finding first = findings.get(0);
    if (first.kind() == FindingKind.SLOWEST && duration < SLOW_ENOUGH_TO_TELL) {
      return null;
    }
    return new FindingBrief(
        first.kind().wire(),
        first.severity().wire(),
        first.brief(),
        first.span() == null ? null : first.span().idText());
  }

  /** Sums over the spans. */
  private static final class Sums {

    private final Map<String, Integer> modelUses = new LinkedHashMap<>();
    private final Set<String> agents = new LinkedHashSet<>();
    private final Set<String> tools = new LinkedHashSet<>();
    private Tokens tokens = Tokens.NONE;
    private Cost cost = Cost.NONE;
    private boolean hasTokens;
    private boolean hasCost;
    private int errors;
    private int modelCalls;
    private int toolCalls;
    private int retries;
    private int largestArguments;
    private long longestTool;

    Sums(TraceTree tree) {
      for (SpanRow span : tree.order()) {
        errors += span.failed() ? 1 : 0;
        retries += span.retryOffsets().size();
        hasTokens |= span.tokens() != null;
        hasCost |= span.cost() != null;
        tokens = tokens.plus(span.tokens());
        cost = cost.plus(span.cost());
        if (span.type().isModelCall()) {
          modelCalls++;
          modelUses.merge(
              span.model() == null ? span.name() : span.model().model(), 1, Integer::sum);
        } else if (span.type() == SpanType.FUNCTION && !span.has(SpanFlag.REMOTE)) {
          toolCalls++;
          largestArguments =
              Math.max(
                  largestArguments, span.tool() == null ? 0 : span.tool().argumentCharacters());
          longestTool = Math.max(longestTool, tree.duration(span));
          add(tools, span.name());
        } else if (span.type() == SpanType.AGENT) {
          add(agents, span.name());
        }
      }
    }

    private static void add(Set<String> names, String name) {
      if (names.size() < 50) {
        names.add(name);
      }
    }

    List<String> models() {
      List<String> models = new ArrayList<>(modelUses.keySet());
      models.sort((a, b) -> modelUses.getOrDefault(b, 0) - modelUses.getOrDefault(a, 0));
      return models;
    }
  }
}
