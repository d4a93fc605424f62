// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.render;

import dev.clew.api.export.SpanRecord;
import org.jspecify.annotations.Nullable;

/**
 * A rendered span.
 *
 * @param failure why content is missing, without any content itself, or null if none is
 */
public record Rendering(SpanRecord span, @Nullable String failure) {}
