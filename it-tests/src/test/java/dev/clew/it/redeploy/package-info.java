// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.clew.it.redeploy;

import org.jspecify.annotations.NullMarked;
