/** The desk's map: circles, lines and words on them, nothing that writes markup. No phone loads it. */
export { Circle, CircleMarker, LatLngBounds, LayerGroup, Map, Polyline, TileLayer } from "leaflet";
