// SPDX-License-Identifier: Apache-2.0
/** What OpenTelemetry's GenAI conventions call things, for whoever exports by them. */
@NullMarked
package dev.clew.exporter.semconv;

import org.jspecify.annotations.NullMarked;
