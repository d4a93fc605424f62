// SPDX-License-Identifier: Apache-2.0
/** As much of protobuf's wire format as OTLP's trace requests need. */
@NullMarked
package dev.clew.exporter.otlp.proto;

import org.jspecify.annotations.NullMarked;
