// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store;

import dev.clew.viewer.model.SpanRow;
import dev.clew.viewer.model.TraceHeader;
import dev.clew.viewer.model.TraceRow;
import java.util.List;

/** A trace with all its spans, without their content. */
public record StoredTrace(TraceRow row, TraceHeader header, List<SpanRow> spans) {}
