// SPDX-License-Identifier: Apache-2.0
/** Names of OpenTelemetry's GenAI conventions, shared by exporters. */
@NullMarked
package dev.clew.exporter.semconv;

import org.jspecify.annotations.NullMarked;
