// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.render;

import dev.clew.api.data.SpanData;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.export.SpanRecord;
import dev.clew.api.trace.Payload;
import dev.clew.api.trace.SpanError;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The rendering of one span, under each policy.
 *
 * <p>Calls into the application (content first, then error texts) come before everything else, and
 * each step is committed by a compare-and-set. So the watching thread can take over a step at any
 * time and let another thread continue without the call that does not return; the original thread
 * notices before it changes anything.
 */
public final class SpanRendering implements RenderPool.Task<RenderedRecord> {
  private final FinishedSpan span;
  private final long bytes;
  private final List<ContentPolicy> policies;
  private final List<SpanRenderer> renderers;
  private final AtomicReference<Progress> progress;

  /**
   * Creates a rendering that has not started.
   *
   * @param bytes how much memory the record will keep alive, by estimate
   * @param lost why the span has already lost its content, or null if it has not
   */
  public SpanRendering(FinishedSpan span, long bytes, Forms forms, @Nullable ContentLoss lost) {
    this.span = span;
    this.bytes = bytes;
    this.policies = forms.policies();
    this.renderers = forms.renderers();
    Gap gap = lost == null ? null : new Gap(lost, lost.toString(), false);
    this.progress = new AtomicReference<>(new Progress(gap, null, null, null, false));
  }

  /**
   * What is missing.
   *
   * @param counted whether it is a new loss of this rendering
   */
  record Gap(ContentLoss loss, String text, boolean counted) {}

  /**
   * The steps done so far.
   *
   * @param noContent why the content must not be read
   * @param noTexts why error texts and unusual attributes must not be read
   * @param content one per policy, once it has been read
   */
  private record Progress(
      @Nullable Gap noContent,
      @Nullable Gap noTexts,
      @Nullable List<RenderedContent> content,
      @Nullable SpanTexts texts,
      boolean done) {}

  @Override
  public RenderedRecord render(ForeignCalls calls) {
    Progress now = Objects.requireNonNull(progress.get());
    List<RenderedContent> content = now.content();
    if (content == null) {
      content = content(now.noContent(), calls);
      now = advance(now, new Progress(now.noContent(), now.noTexts(), content, null, false));
    }
    SpanTexts texts = texts(now.noTexts(), calls);
    now = advance(now, new Progress(now.noContent(), now.noTexts(), content, texts, true));
    Set<ContentLoss> losses = EnumSet.noneOf(ContentLoss.class);
    addIfNew(losses, now.noContent());
    if (span.error() != null || content.stream().allMatch(one -> one.failure() == null)) {
      addIfNew(losses, now.noTexts()); // otherwise there was nothing left to lose
    }
    List<SpanRecord> forms = new ArrayList<>(renderers.size());
    for (int i = 0; i < renderers.size(); i++) {
      RenderedContent one = content.get(i);
      addIfNew(losses, one.failure());
      forms.add(renderers.get(i).record(span, one, texts, now.noTexts()));
      if (one.rule().redactorFailed()) {
        losses.add(ContentLoss.REDACTOR_FAILURE);
      }
    }
    return new RenderedRecord(policies, forms, bytes, losses);
  }

  private static void addIfNew(Set<ContentLoss> losses, @Nullable Gap gap) {
    if (gap != null && gap.counted()) {
      losses.add(gap.loss());
    }
  }

  @Override
  public boolean skip(String culprit) {
    String text = ContentLoss.UNRESPONSIVE + ": " + culprit;
    return skip(new Gap(ContentLoss.UNRESPONSIVE, text, true), false);
  }

  @Override
  public boolean skipAll() {
    return skip(new Gap(ContentLoss.EXIT, ContentLoss.EXIT.toString(), true), true);
  }

  private boolean skip(Gap gap, boolean all) {
    Progress now = Objects.requireNonNull(progress.get());
    if (now.done()) {
      return false;
    }
    Gap noContent = now.noContent() == null && now.content() == null ? gap : now.noContent();
    boolean texts = all || now.content() != null || now.noContent() != null;
    Gap noTexts = texts && now.noTexts() == null ? gap : now.noTexts();
    Progress next = new Progress(noContent, noTexts, now.content(), null, false);
    return progress.compareAndSet(now, next);
  }

  private Progress advance(Progress from, Progress to) {
    if (!progress.compareAndSet(from, to)) {
      throw new Abandoned();
    }
    return to;
  }

  private List<RenderedContent> content(@Nullable Gap missing, ForeignCalls calls) {
    Payloads payloads = new Payloads(calls);
    SpanData data = missing == null ? payloads.render() : null;
    Gap gap = missing == null ? payloads.gap : missing;
    List<RenderedContent> content = new ArrayList<>(renderers.size());
    // The data of a payload may still be the application's: lists and maps that it created.
    Object before = calls.enter(span.payload());
    for (SpanRenderer renderer : renderers) {
      content.add(renderer.content(span, data, gap, calls));
    }
    calls.leave(before);
    return content;
  }

  private SpanTexts texts(@Nullable Gap missing, ForeignCalls calls) {
    SpanError error = span.error();
    ErrorText text = null;
    if (error != null) {
      boolean wanted = missing == null && renderers.stream().anyMatch(SpanRenderer::showsErrors);
      text = wanted ? ErrorText.of(error, calls) : ErrorText.unasked(error);
    }
    return new SpanTexts(text, SpanTexts.attributes(span.attributes(), missing == null, calls));
  }

  /** Renders payload and enrichments, each of which may fail separately. */
  private final class Payloads {
    private final ForeignCalls calls;
    private @Nullable Gap gap;

    Payloads(ForeignCalls calls) {
      this.calls = calls;
    }

    /** Returns null if nothing is known beyond the span itself. */
    @Nullable SpanData render() {
      SpanData data = renderOrNull(span.payload());
      for (Payload enrichment : span.enrichments()) {
        SpanData inner = renderOrNull(enrichment);
        if (inner != null) {
          data = enriched(data == null ? EmptyData.of(span.type(), span.name()) : data, inner);
        }
      }
      return data;
    }

    private SpanData enriched(SpanData data, SpanData inner) {
      try {
        return data.enrichedWith(inner);
      } catch (Throwable t) {
        fail(t);
        return data;
      }
    }

    private @Nullable SpanData renderOrNull(Payload payload) {
      if (!calls.mayCall(payload)) {
        fail(unasked(payload));
        return null;
      }
      Object before = calls.enter(payload);
      try {
        SpanData data = payload.render();
        if (data == null) {
          throw new NullPointerException("render() returned null");
        }
        return data;
      } catch (Throwable t) {
        fail(t);
        return outlineOrNull(payload);
      } finally {
        calls.leave(before);
      }
    }

    private @Nullable SpanData outlineOrNull(Payload payload) {
      try {
        return payload.outline();
      } catch (Throwable t) {
        return null;
      }
    }

    private Gap unasked(Payload payload) {
      String text = ContentLoss.UNRESPONSIVE + " before: " + payload.getClass().getName();
      return new Gap(ContentLoss.UNRESPONSIVE, text, true);
    }

    private void fail(Throwable thrown) {
      fail(RenderFailure.gap(thrown));
    }

    private void fail(Gap failure) {
      gap = gap == null ? failure : gap;
    }
  }
}
