// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.render;

import dev.clew.api.data.SpanData;
import org.jspecify.annotations.Nullable;

/**
 * The content of a span under one policy.
 *
 * @param rule the rule that was applied, also to be applied to the rest of the span
 * @param failure why some or all of it is missing
 */
record RenderedContent(ContentRule rule, SpanData data, SpanRendering.@Nullable Gap failure) {}
