//! The table of rules: one file for each subject.

pub(crate) mod addresses;
pub(crate) mod dates;
pub(crate) mod ids;
pub(crate) mod json_feed;
pub(crate) mod json_form;
pub(crate) mod limits;
pub(crate) mod structure;
pub(crate) mod xml;
pub(crate) mod xml_markup;
pub(crate) mod xml_names;
pub(crate) mod xml_tags;

use super::rule::Rule;

/// All rules, in the order of their codes.
pub static ALL: &[&Rule] = &[
    &dates::DATE_NOT_RFC822,
    &dates::DATE_NOT_RFC3339,
    &dates::WEEKDAY_WRONG,
    &dates::DATE_UNUSUAL,
    &dates::DATE_NOT_W3CDTF,
    &dates::DATE_IN_FUTURE,
    &ids::GUID_TWICE,
    &ids::ENTRY_ID_TWICE,
    &ids::GUID_NOT_PERMALINK,
    &ids::ID_RELATIVE,
    &ids::ID_EMPTY,
    &json_form::JSON_MALFORMED,
    &json_form::JSON_MEMBER_TWICE,
    &json_feed::JSON_MEMBER_MISSING,
    &json_feed::JSON_VERSION_UNKNOWN,
    &json_feed::JSON_MEMBER_TYPE,
    &json_feed::JSON_CONTENT_MISSING,
    &json_feed::JSON_DATE,
    &json_feed::JSON_ID_TWICE,
    &json_feed::JSON_URL,
    &structure::ELEMENT_MISSING,
    &structure::ELEMENT_TWICE,
    &structure::ELEMENT_UNDEFINED,
    &structure::ATTRIBUTE_MISSING,
    &structure::ATTRIBUTE_UNEXPECTED,
    &structure::TEXT_UNEXPECTED,
    &structure::NOT_A_FEED,
    &addresses::URL_INVALID,
    &addresses::URL_CHARACTER_INVALID,
    &addresses::URL_NOT_ASCII,
    &addresses::URL_RELATIVE,
    &xml::NO_ELEMENT,
    &xml::DECLARATION_MALFORMED,
    &xml::XML_VERSION_UNKNOWN,
    &xml::CHARACTER_FORBIDDEN,
    &xml::AMPERSAND_BARE,
    &xml::ENTITY_UNDEFINED,
    &xml::CDATA_END_STRAY,
    &xml::TOO_LONG,
    &xml_markup::TEXT_OUTSIDE_ROOT,
    &xml_markup::COMMENT_DASHES,
    &xml_markup::SECTION_UNCLOSED,
    &xml_markup::DECLARATION_LATE,
    &xml_markup::INSTRUCTION_NAMELESS,
    &xml_markup::LESS_THAN_BARE,
    &xml_markup::TAG_UNCLOSED,
    &xml_markup::DOCTYPE_MISPLACED,
    &xml_markup::ENTITY_DECLARED,
    &xml_tags::TAG_MISMATCHED,
    &xml_tags::TAG_UNENDED,
    &xml_tags::ATTRIBUTE_MALFORMED,
    &xml_tags::ATTRIBUTE_LESS_THAN,
    &xml_tags::ATTRIBUTE_TWICE,
    &xml_tags::SECOND_ROOT,
    &xml_names::PREFIX_UNDECLARED,
    &xml_names::DECLARATION_RESERVED,
    &xml_names::PREFIX_EMPTY,
    &xml_names::NAME_MALFORMED,
    &limits::NESTED_TOO_DEEP,
    &limits::ATTRIBUTES_TOO_MANY,
    &limits::NAMESPACES_TOO_MANY,
];
