// SPDX-License-Identifier: Apache-2.0
/** OkHttp. */
@NullMarked
package dev.clew.instrumentation.okhttp;

import org.jspecify.annotations.NullMarked;
