// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.render;

import dev.clew.api.data.SpanData;
import org.jspecify.annotations.Nullable;

/**
 * What a span says, under one policy.
 *
 * @param rule what it went through, and the rest of the span is still to go through
 * @param failure why it is not there, or not all of it
 */
record RenderedContent(ContentRule rule, SpanData data, SpanRendering.@Nullable Gap failure) {}
