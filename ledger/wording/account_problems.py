"""What is wrong with signing in, or with an account: what is the case, and what can be done."""

from __future__ import annotations

from ledger.wording.catalogue import noted

ACCOUNT_PROBLEMS: dict[str, str] = {
    "accounts_busy": noted("The accounts’ database cannot answer now. Nothing was changed; try again in a moment."),
    "address_refused": noted(
        "AWARDS_ADDRESS is %(address)s. Give the address people type, such as https://awards.example.org, without a path."
    ),
    "code_refused": noted("That code is not right, or was used already. Wait for the next one and type that."),
    "code_wrong": noted("That is not the code the app shows now. Check that its clock is right, and type the newest."),
    "confirm_refused": noted("That was not right. Type your password and, if you use an app, its newest code."),
    "email_taken": noted("There is an account with this e-mail address already."),
    "last_administrator": noted("This is the only administrator. Invite another first."),
    "last_factor": noted("Your role needs more than a password. Set up another way first, then remove this one."),
    "link_ended": noted(
        "This link is not valid: it was used, has expired or was withdrawn. Ask whoever gave it to you for a new one."
    ),
    "no_authenticator": noted("Recovery codes belong to an authenticator app. Set one up first."),
    "no_such_account": noted("There is no such account, or it is closed."),
    "no_links_here": noted(
        "No links are made here: others could listen. Serve it over https, or on this machine alone."
    ),
    "no_such_party_link": noted("There is no such link to this party’s own page."),
    "not_an_email": noted("This is no e-mail address. It looks like name@example.org."),
    "demo_was_moved": noted(
        "The demo in %(path)s was made at another place, and it stays there: anybody may look around in it as its people. Start a "
        "new one in a folder of its own, with DATA=…, or take this folder away first."
    ),
    "not_the_demos_log": noted(
        "The log in this folder is not the demo’s, so nobody looks around in it unasked. Leave out --demo, or choose another folder with DATA=…."
    ),
    "party_link_ended": noted(
        "This link is not valid: it has expired, was ended, or is not whole. Ask whoever gave it to you for a new one."
    ),
    "party_visit_ended": noted(
        "This page is opened by a personal link, and stays open for a while in one browser. Open your link again, "
        "or ask whoever gave it to you for a new one."
    ),
    "passkey_refused": noted("The passkey was not accepted. Try again, or sign in another way."),
    "password_common": noted(
        "This password would be guessed quickly: it is a common one, or made of common words and names. Choose several words that do not go together."
    ),
    "password_differs": noted("The two do not match. Type the same password twice."),
    "password_too_long": noted("A password has at most 128 characters. Shorten it."),
    "password_too_short": noted(
        "A password has at least 12 characters. Make it longer: several words are easy to remember."
    ),
    "password_wrong": noted("This is not your current password. Type it again."),
    "proxies_refused": noted("AWARDS_PROXIES is %(number)s. Give how many proxies stand in front, 0 to 5."),
    "second_factor_first": noted(
        "Your role needs more than a password. Set up an authenticator app or a passkey first."
    ),
    "sign_in_again": noted(
        "This needs a fresh sign-in. Confirm that it is you, then come back; what you typed is kept in the form you came from."
    ),
    "sign_in_ended": noted("This sign-in has ended. Sign in again."),
    "sign_in_first": noted("This page is for people with an account. Sign in first."),
    "sign_in_refused": noted(
        "E-mail address and password do not go together. Type both again; an administrator can invite you anew if the password is lost."
    ),
    "too_many_passkeys": noted("An account has at most 20 passkeys. Remove one first."),
    "too_often": noted(
        "That was tried too often. Try again in %(minutes)d minutes, or in a browser you signed in with before."
    ),
}
