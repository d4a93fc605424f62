// SPDX-License-Identifier: Apache-2.0
/** Apache HttpClient 5. */
@NullMarked
package dev.clew.instrumentation.apachehttp;

import org.jspecify.annotations.NullMarked;
