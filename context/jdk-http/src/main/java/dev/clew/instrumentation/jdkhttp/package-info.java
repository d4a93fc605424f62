// SPDX-License-Identifier: Apache-2.0
/** The JDK's HTTP clients and server. */
@NullMarked
package dev.clew.instrumentation.jdkhttp;

import org.jspecify.annotations.NullMarked;
