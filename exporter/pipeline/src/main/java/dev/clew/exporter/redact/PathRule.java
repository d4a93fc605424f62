// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.redact;

import dev.clew.exporter.redact.scan.Kind;

/** Removes whatever is at a place of a tree. */
public record PathRule(JsonPath path, Kind kind) {}
