// SPDX-License-Identifier: Apache-2.0
/** The part of protobuf's wire format that OTLP's trace requests need. */
@NullMarked
package dev.clew.exporter.otlp.proto;

import org.jspecify.annotations.NullMarked;
