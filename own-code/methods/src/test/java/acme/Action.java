// SPDX-License-Identifier: Apache-2.0
package acme;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** An application's annotation. */
@Retention(RetentionPolicy.RUNTIME)
public @interface Action {}
