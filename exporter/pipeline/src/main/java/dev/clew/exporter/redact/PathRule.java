// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.redact;

import dev.clew.exporter.redact.scan.Kind;

/** Says that what lies at a place of a tree is to go, whatever it is. */
public record PathRule(JsonPath path, Kind kind) {}
